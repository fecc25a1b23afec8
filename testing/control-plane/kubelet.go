package main

import (
	"context"
	"net"
	"sync/atomic"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/klog/v2"
)

// Annotations on a pod (or its template) steer what the fake kubelet plays.
const (
	annPrefix   = "fake-kubelet/"
	annRunFor   = annPrefix + "run-for"        // duration, or "forever"
	annExitCode = annPrefix + "exit-code"      // of every container when run-for is over
	annReady    = annPrefix + "ready"          // "false": runs but is never Ready
	annReadyIn  = annPrefix + "ready-after"    // duration
	annWaiting  = annPrefix + "waiting-reason" // e.g. ImagePullBackOff: stays Pending
	annLog      = annPrefix + "log"            // what `kubectl logs` answers
)

type kubelet struct {
	client      kubernetes.Interface
	port        int32
	nodes       int
	jobDuration time.Duration
	readyDelay  time.Duration

	podLister  corelisters.PodLister
	nodeLister corelisters.NodeLister
	pods       workqueue.TypedRateLimitingInterface[string]
	nodeQueue  workqueue.TypedRateLimitingInterface[string]
	nextIP     atomic.Uint32
}

func newKubelet(rc *rest.Config, port, nodes int, jobDuration, readyDelay time.Duration) (*kubelet, error) {
	rc = rest.CopyConfig(rc)
	rc.UserAgent = "fake-kubelet"
	rc.ContentType = "application/vnd.kubernetes.protobuf"
	client, err := kubernetes.NewForConfig(rc)
	if err != nil {
		return nil, err
	}
	return &kubelet{
		client: client, port: int32(port), nodes: nodes, jobDuration: jobDuration, readyDelay: readyDelay,
		pods:      workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]()),
		nodeQueue: workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]()),
	}, nil
}

func (k *kubelet) run(ctx context.Context) error {
	for i := range k.nodes {
		if err := k.register(ctx, i); err != nil {
			return err
		}
	}
	assigned := informers.NewSharedInformerFactoryWithOptions(k.client, 0, informers.WithTweakListOptions(func(o *metav1.ListOptions) {
		o.FieldSelector = fields.OneTermNotEqualSelector("spec.nodeName", "").String()
	}))
	all := informers.NewSharedInformerFactory(k.client, 0)
	podInf, nodeInf := assigned.Core().V1().Pods(), all.Core().V1().Nodes()
	k.podLister, k.nodeLister = podInf.Lister(), nodeInf.Lister()
	enqueue := func(q workqueue.TypedRateLimitingInterface[string]) cache.ResourceEventHandlerFuncs {
		add := func(obj any) {
			if key, err := cache.DeletionHandlingMetaNamespaceKeyFunc(obj); err == nil {
				q.Add(key)
			}
		}
		return cache.ResourceEventHandlerFuncs{AddFunc: add, UpdateFunc: func(_, obj any) { add(obj) }}
	}
	if _, err := podInf.Informer().AddEventHandler(enqueue(k.pods)); err != nil {
		return err
	}
	if _, err := nodeInf.Informer().AddEventHandler(enqueue(k.nodeQueue)); err != nil {
		return err
	}
	vol := newVolumes(k.client, all)
	assigned.Start(ctx.Done())
	all.Start(ctx.Done())
	defer assigned.Shutdown()
	defer all.Shutdown()
	assigned.WaitForCacheSync(ctx.Done())
	all.WaitForCacheSync(ctx.Done())
	if pods, err := k.podLister.List(labels.Everything()); err == nil { // after a restart: go on behind the last address given
		for _, p := range pods {
			if ip := net.ParseIP(p.Status.PodIP).To4(); ip != nil && ip[0] == 10 && ip[1] == 244 {
				k.nextIP.Store(max(k.nextIP.Load(), uint32(ip[2])<<8|uint32(ip[3])))
			}
		}
	}
	if err := vol.setup(ctx); err != nil && ctx.Err() == nil {
		return err
	}

	done := make(chan struct{})
	for range 4 {
		go func() { work(ctx, "pod", k.pods, k.syncPod); done <- struct{}{} }()
	}
	go func() { work(ctx, "node", k.nodeQueue, k.syncNode); done <- struct{}{} }()
	go func() { work(ctx, "volume", vol.queue, vol.sync); done <- struct{}{} }()
	<-ctx.Done()
	k.pods.ShutDown()
	k.nodeQueue.ShutDown()
	vol.queue.ShutDown()
	for range 6 {
		<-done
	}
	return nil
}

// work drains a queue. A sync returns when it wants to be called again (0: not).
func work(ctx context.Context, what string, q workqueue.TypedRateLimitingInterface[string], sync func(context.Context, string) (time.Duration, error)) {
	for {
		key, stop := q.Get()
		if stop {
			return
		}
		again, err := sync(ctx, key)
		switch {
		case err != nil && ctx.Err() == nil:
			if !apierrors.IsConflict(err) && !apierrors.IsNotFound(err) {
				klog.Warningf("fake-kubelet: %s %s: %v", what, key, err)
			}
			q.AddRateLimited(key)
		default:
			q.Forget(key)
			if again > 0 {
				q.AddAfter(key, again)
			}
		}
		q.Done(key)
	}
}
